"""The reader as a torch module: the packaged encoder's lower layers with two small heads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own customary name

from qa.search.pretrained import Encoder

__all__ = ["Network", "mean_of"]


def mean_of(trained: Sequence[Path]) -> dict[str, Any]:
    """What `reader.pt` files of one training hold, with the mean of their weights (a "model soup", Wortsman et al.
    2022): steadier on texts that no round saw than the last one alone."""
    rounds = [torch.load(path, weights_only=True) for path in trained]
    names = rounds[0]["state"]
    return {
        **rounds[0],
        "state": {name: sum(one["state"][name].float() for one in rounds) / len(rounds) for name in names},
    }


class Network(nn.Module):
    """A cross-encoder. In: embedded pieces `[batch, length, width]` and how many of each row are real.

    Out: start and end scores of every piece, `[batch, length]` (-inf on padding), and relevance `[batch]`, all
    before any softmax or sigmoid.
    """

    def __init__(self, encoder: Encoder, layers: int, frozen: int = 0) -> None:
        super().__init__()
        width = encoder.width
        self.position = nn.Parameter(
            _matrix(encoder, "emb.pos", width) + _vector(encoder, "emb.type")[:width]
        )
        self.norm = _norm(encoder, "emb.ln")
        self.layers = nn.ModuleList(_Layer(encoder, i) for i in range(layers))
        self.span = nn.Linear(width, 2)
        self.relevance = nn.Linear(width, 1)
        for module in [self.norm, *self.layers[:frozen]]:
            module.requires_grad_(False)
        self.position.requires_grad_(False)

    def forward(self, words: Tensor, real: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        length = words.shape[1]
        mask = real[:, None, None, :]
        x = self.norm(words + self.position[:length])
        for layer in self.layers:
            x = layer(x, mask)
        spans = self.span(x).float().masked_fill(~real[:, :, None], -1e4)
        return spans[..., 0], spans[..., 1], self.relevance(x[:, 0]).float().squeeze(-1)


class _Layer(nn.Module):
    """One post-norm transformer layer, with the package's weights."""

    def __init__(self, encoder: Encoder, index: int) -> None:
        super().__init__()
        self.heads = encoder.heads
        prefix = f"l{index}."
        self.qkv = nn.Linear(encoder.width, 3 * encoder.width)
        with torch.no_grad():
            parts = [_linear(encoder, prefix + name) for name in "qkv"]
            self.qkv.weight.copy_(torch.cat([p.weight for p in parts]))
            self.qkv.bias.copy_(torch.cat([p.bias for p in parts]))
        self.out = _linear(encoder, prefix + "ao")
        self.norm1 = _norm(encoder, prefix + "aln")
        self.up = _linear(encoder, prefix + "fi")
        self.down = _linear(encoder, prefix + "fo")
        self.norm2 = _norm(encoder, prefix + "oln")
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # written out: on a CPU the fused kernel's backward pass takes several times as long
        scores = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)
        attended = scores.masked_fill(~mask, -1e4).softmax(-1).to(v.dtype) @ v
        attended = attended.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


def _vector(encoder: Encoder, name: str) -> Tensor:
    return torch.from_numpy(encoder.tensor(name).copy())


def _matrix(encoder: Encoder, name: str, columns: int) -> Tensor:
    return _vector(encoder, name).view(-1, columns)


def _linear(encoder: Encoder, name: str) -> nn.Linear:
    bias = _vector(encoder, name + ".b")
    weight = _vector(encoder, name + ".w").view(len(bias), -1)
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    return layer


def _norm(encoder: Encoder, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(encoder.width, eps=encoder.epsilon)
    with torch.no_grad():
        norm.weight.copy_(_vector(encoder, name + ".w"))
        norm.bias.copy_(_vector(encoder, name + ".b"))
    return norm
