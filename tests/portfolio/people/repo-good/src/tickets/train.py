"""Train the router."""

import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression


def train(frame: pd.DataFrame):
    features = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)).fit_transform(frame["text"])
    return LogisticRegression(max_iter=500).fit(features, frame["queue"])
