import numpy as np
import pytest
from sklearn.base import clone
from sklearn.utils.estimator_checks import parametrize_with_checks

from analyzer.matching.features import COLUMNS
from analyzer.matching.matcher import RoleMatcher


@parametrize_with_checks([RoleMatcher()])
def test_it_is_a_scikit_learn_estimator(estimator, check):
    check(estimator)


def table(rows=200, seed=1):
    random = np.random.default_rng(seed)
    features = random.random((rows, len(COLUMNS)))
    return features, np.clip(features[:, :3].mean(axis=1) * 100, 0, 100)


def test_fit_learns_and_predict_scores_within_bounds():
    features, scores = table()
    fitted = RoleMatcher(ridge=0.1, favour=1.0).fit(features, scores)
    predicted = fitted.predict(features)
    assert predicted.min() >= 0
    assert predicted.max() <= 100
    assert np.corrcoef(predicted, scores)[0, 1] > 0.9


def test_more_of_any_feature_never_lowers_a_score():
    features, scores = table()
    fitted = RoleMatcher().fit(features, scores)
    before = fitted.predict(features)
    for column in range(features.shape[1]):
        more = features.copy()
        more[:, column] = np.minimum(1.0, more[:, column] + 0.2)
        assert (fitted.predict(more) >= before - 1e-9).all()


def test_two_fits_are_equal():
    features, scores = table()
    one, other = (RoleMatcher().fit(features, scores) for _ in range(2))
    assert (one.model_.weights == other.model_.weights).all()
    assert one.widths_ == other.widths_


def test_a_clone_keeps_the_settings_and_nothing_learned():
    fitted = RoleMatcher(ridge=3.0).fit(*table())
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params()
    assert not hasattr(copy, "model_")


def test_an_untrained_matcher_says_so():
    with pytest.raises(Exception, match="not fitted"):
        RoleMatcher().fit(*table()).trained()  # the score alone, without the judge of requirements
