"""A file becomes searchable passages: load, clean, split, embed, store; and a library of them is kept.

Nothing is imported here, so that `import ingest.records` costs nothing. The parts:

    records     Document, Passage, Hit, Span: what travels
    load        file -> Document                        clean, split   Document -> Passages
    embed       texts -> vectors                        lexical        BM25 over characters and bigrams
    store       Store: the index, for reading           transaction    Writer: the index, for writing
    library     index, update, remove, follow           check, backup, watch
    langchain   these parts behind LangChain's interfaces
"""
