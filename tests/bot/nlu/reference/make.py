"""Make `vectors.npz`: what the reference implementation says of some sentences.

Not run by the tests: it needs PyTorch and `transformers`, which the project does without. Where both are installed:

    python tests/bot/nlu/reference/make.py <folder with config.json, model.safetensors and the tokenizer>
"""

import sys
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

SENTENCES = [
    "my account was hacked",
    "hi",
    "?",
    "insta hackd help plz",
    "What is the difference between section 3 and section 3ZA of the Computer Misuse Act 1990?",
    "ring 159 now",
    "£1,250.00 left my account at 03:14 on 2 November",
    "My grandmother has been on the telephone for an hour with a man who says that he is from her bank. " * 4,
    "naïve café façade",
    "Привет, мне нужна помощь",
    "مرحبا",
    "😀 😀",
    "ALL CAPITALS AND NO PUNCTUATION",
    "e-mail: someone@example.org, https://example.org/a?b=c",
    "word " * 300,
]


def main(folder: str) -> None:
    """Mean pooling over the tokens and unit length, as the model's card describes."""
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    rows = []
    for sentence in SENTENCES:
        tokens = tokenizer(sentence, truncation=True, max_length=256, return_tensors="pt")
        with torch.no_grad():
            states = model(**tokens).last_hidden_state
        mask = tokens["attention_mask"].unsqueeze(-1).float()
        rows.append(torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1))[0].numpy())
    np.savez_compressed(Path(__file__).parent / "vectors.npz", sentences=np.array(SENTENCES), vectors=np.stack(rows))


if __name__ == "__main__":
    main(sys.argv[1])
