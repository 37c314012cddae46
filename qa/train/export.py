"""A trained reader as the 8-bit file that the engine loads: `python -m qa.train.export reader.pt … qa/models/reader.onnx`.

Of several rounds of one training the mean of the weights is taken (`qa.train.network.mean_of`).

The graph is written node by node for one window at a time, so that it needs no mask and no padding. Weights of the
matrix products are stored as 8-bit integers, a scale for each output column (dynamic quantisation).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from qa.search.pretrained import pretrained
from qa.train.network import mean_of

Array = NDArray[np.float32]


class Graph:
    """A growing list of nodes and constants; each method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray) -> str:  # type: ignore[type-arg]
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, kind: str, *inputs: str, outputs: int = 1, **attributes: object) -> str:
        name = f"n{len(self.nodes)}"
        names = [name] if outputs == 1 else [f"{name}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=name, **attributes))
        return names[0]

    def linear(self, x: str, weight: Array, bias: Array) -> str:
        """x @ weight.T + bias, with weight `[out, in]` as torch keeps it."""
        product = self.node("MatMul", x, self.constant(np.ascontiguousarray(weight.T)))
        return self.node("Add", product, self.constant(bias))

    def norm(self, x: str, weight: Array, bias: Array, epsilon: float) -> str:
        return self.node(
            "LayerNormalization", x, self.constant(weight), self.constant(bias), axis=-1, epsilon=epsilon
        )


def layer(graph: Graph, x: str, state: dict[str, Array], heads: int, epsilon: float) -> str:
    """One transformer layer over `x: [length, width]`."""
    width = state["out.weight"].shape[0]
    size = width // heads
    qkv = graph.linear(x, state["qkv.weight"], state["qkv.bias"])
    split = graph.node("Reshape", qkv, graph.constant(np.array([-1, 3, heads, size], np.int64)))
    parts = []
    for i in range(3):
        part = graph.node("Gather", split, graph.constant(np.array(i, np.int64)), axis=1)
        # keys are needed as [heads, size, length], queries and values as [heads, length, size]
        parts.append(graph.node("Transpose", part, perm=[1, 2, 0] if i == 1 else [1, 0, 2]))
    q, k, v = parts
    q = graph.node("Mul", q, graph.constant(np.array(size**-0.5, np.float32)))
    weights = graph.node("Softmax", graph.node("MatMul", q, k), axis=-1)
    attended = graph.node("Transpose", graph.node("MatMul", weights, v), perm=[1, 0, 2])
    joined = graph.node("Reshape", attended, graph.constant(np.array([-1, width], np.int64)))
    out = graph.linear(joined, state["out.weight"], state["out.bias"])
    x = graph.norm(graph.node("Add", x, out), state["norm1.weight"], state["norm1.bias"], epsilon)
    up = graph.node("Gelu", graph.linear(x, state["up.weight"], state["up.bias"]))
    down = graph.linear(up, state["down.weight"], state["down.bias"])
    return graph.norm(graph.node("Add", x, down), state["norm2.weight"], state["norm2.bias"], epsilon)


def build(state: dict[str, Array], layers: int) -> onnx.ModelProto:
    """The graph: `words [length, width]` (embedded, positions added) -> `spans [length, 2]`, `relevance [1]`."""
    encoder, graph = pretrained(), Graph()
    x = graph.norm("words", state["norm.weight"], state["norm.bias"], encoder.epsilon)
    for i in range(layers):
        prefix = f"layers.{i}."
        own = {name[len(prefix) :]: value for name, value in state.items() if name.startswith(prefix)}
        x = layer(graph, x, own, encoder.heads, encoder.epsilon)
    spans = graph.linear(x, state["span.weight"], state["span.bias"])
    first = graph.node("Gather", x, graph.constant(np.array(0, np.int64)), axis=0)
    relevance = graph.node(
        "Gemm", graph.node("Unsqueeze", first, graph.constant(np.array([0], np.int64))),
        graph.constant(state["relevance.weight"]), graph.constant(state["relevance.bias"]), transB=1,
    )  # fmt: skip
    graph.nodes.append(helper.make_node("Identity", [spans], ["spans"]))
    graph.nodes.append(helper.make_node("Identity", [relevance], ["relevance"]))
    body = helper.make_graph(
        graph.nodes,
        "reader",
        [helper.make_tensor_value_info("words", TensorProto.FLOAT, ["length", encoder.width])],
        [
            helper.make_tensor_value_info("spans", TensorProto.FLOAT, ["length", 2]),
            helper.make_tensor_value_info("relevance", TensorProto.FLOAT, [1, 1]),
        ],
        graph.constants,
    )
    return helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, nargs="+", help="reader.pt of one round or of several")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    trained = mean_of(args.trained)
    state = {name: weights.numpy() for name, weights in trained["state"].items()}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(build(state, trained["layers"]), plain)
        quantize_dynamic(
            plain,
            args.out,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )


if __name__ == "__main__":
    main()
