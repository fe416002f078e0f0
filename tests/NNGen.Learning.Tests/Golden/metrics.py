"""Writes metrics.json: predictions and what scikit-learn 1.2.1 measures on them. Run once, by hand: python3 metrics.py

All scores are multiples of 1/1024, so that they are the same numbers as text, as float and as double.
"""
import json
import pathlib

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

EPSILON = float(np.finfo(np.float32).eps)


def classes_case(random, count, classes, skill, absent=None):
    labels = random.integers(0, classes, count)
    predictions = np.where(random.random(count) < skill, labels, random.integers(0, classes, count))
    if absent is not None:
        labels[labels == absent] = 0
        predictions[predictions == absent] = 1
    case = {"labels": labels.tolist(), "predictions": predictions.tolist(), "classes": classes}
    case["accuracy"] = metrics.accuracy_score(labels, predictions)
    case["balanced_accuracy"] = metrics.balanced_accuracy_score(labels, predictions)
    case["kappa"] = metrics.cohen_kappa_score(labels, predictions)
    case["mcc"] = metrics.matthews_corrcoef(labels, predictions)
    case["confusion"] = metrics.confusion_matrix(labels, predictions, labels=range(classes)).ravel().tolist()
    for average in ("macro", "micro", "weighted"):
        case[average] = [float(v) for v in metrics.precision_recall_fscore_support(labels, predictions, average=average, zero_division=0)[:3]]
    per_class = metrics.precision_recall_fscore_support(labels, predictions, labels=range(classes), zero_division=0)
    case["per_class"] = [[float(v) for v in row] for row in zip(*per_class)]
    names = [f"class {c}" for c in sorted(set(labels) | set(predictions))]
    case["report"] = metrics.classification_report(labels, predictions, target_names=names, zero_division=0)
    return case


def multi_case(random, count, classes):
    labels = random.integers(0, classes, count)
    parts = random.dirichlet(np.ones(classes), count)
    parts[np.arange(count), labels] += 0.5
    scores = np.floor(parts / parts.sum(1, keepdims=True) * 1024)
    scores[:, 0] += 1024 - scores.sum(1)
    scores /= 1024
    case = {"labels": labels.tolist(), "scores": scores.ravel().tolist(), "classes": classes}
    for k in (1, 2, 3):
        # Ties are left to the tests: here they are broken by a hair, in favour of the first.
        broken = scores - np.arange(classes) * 1e-9
        case[f"top_{k}"] = metrics.top_k_accuracy_score(labels, broken, k=k, labels=range(classes))
    case["log_loss"] = metrics.log_loss(labels, scores, eps=EPSILON, labels=range(classes))
    case["brier"] = float(((scores - np.eye(classes)[labels]) ** 2).sum(1).mean())
    case["roc_macro"] = metrics.roc_auc_score(labels, scores, multi_class="ovr", average="macro")
    case["roc_weighted"] = metrics.roc_auc_score(labels, scores, multi_class="ovr", average="weighted")
    return case


def binary_case(random, count, step):
    labels = random.integers(0, 2, count)
    scores = np.clip(random.normal(0.35 + 0.3 * labels, 0.2), 0, 1)
    scores = np.round(scores * step) / step
    case = {"labels": labels.tolist(), "scores": scores.tolist()}
    fpr, tpr, thresholds = metrics.roc_curve(labels, scores)
    case["roc"] = {"fpr": fpr.tolist(), "tpr": tpr.tolist(), "thresholds": thresholds[1:].tolist()}
    case["roc_auc"] = metrics.roc_auc_score(labels, scores)
    precision, recall, thresholds = metrics.precision_recall_curve(labels, scores)
    case["pr"] = {"precision": precision.tolist(), "recall": recall.tolist(), "thresholds": thresholds.tolist()}
    case["average_precision"] = metrics.average_precision_score(labels, scores)
    case["log_loss"] = metrics.log_loss(labels, scores, eps=EPSILON)
    case["brier"] = metrics.brier_score_loss(labels, scores)
    for strategy in ("uniform", "quantile"):
        true, predicted = calibration_curve(labels, scores, n_bins=5, strategy=strategy)
        case[strategy] = {"true": true.tolist(), "predicted": predicted.tolist()}
    return case


def regression_case(random, count, outputs, offset):
    targets = np.round((offset + random.normal(0, 3, (count, outputs))) * 1024) / 1024
    predictions = np.round((targets + random.normal(0.2, 1, (count, outputs))) * 1024) / 1024
    return {
        "targets": targets.ravel().tolist(),
        "predictions": predictions.ravel().tolist(),
        "outputs": outputs,
        "mae": metrics.mean_absolute_error(targets, predictions),
        "mse": metrics.mean_squared_error(targets, predictions),
        "rmse": metrics.mean_squared_error(targets, predictions, squared=False),
        "median": metrics.median_absolute_error(targets, predictions),
        "max": float(np.abs(targets - predictions).max()),
        "r2": metrics.r2_score(targets, predictions),
        "explained": metrics.explained_variance_score(targets, predictions),
    }


def main():
    random = np.random.default_rng(20)
    golden = {
        "classes": [
            classes_case(random, 60, 2, 0.6),
            classes_case(random, 200, 4, 0.5),
            classes_case(random, 150, 5, 0.7, absent=3),
            classes_case(random, 40, 3, 0.0),
        ],
        "multi": [multi_case(random, 80, 3), multi_case(random, 120, 6)],
        "binary": [binary_case(random, 100, 1024), binary_case(random, 150, 16)],
        "regression": [regression_case(random, 50, 1, 0), regression_case(random, 60, 1, 1000), regression_case(random, 30, 3, -5)],
    }
    path = pathlib.Path(__file__).with_name("metrics.json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
