"""What scikit-learn reaches on the tabular data sets, for the command `tabular` of the benchmarks.

    OMP_NUM_THREADS=1 python3 scikit_learn.py DATA OUT.json [--only NAME,NAME] [--splits N] [--held-out SEED]

DATA is the folder of the CSV files. OUT.json receives, for every data set and split, the rows to test with, the score, the epochs and the
processor time of a fit in seconds: the first of the process ("cold") and the median of the splits' second fits ("steady"). The command
reads the same rows, and so do the tests: `--only iris,wine,breast_cancer,diabetes` wrote their tabular.json. Hyper-parameters are
scikit-learn's own but for the greatest number of epochs of classifiers, 1000, since 200 do not suffice for the small sets; features are
standardised, and so are the targets of regressions. `--held-out SEED` takes one split for all, train_test_split's own (not stratified) for
that random_state; only the networks' seeds differ then.
"""
import json
import os
import pathlib
import sys
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler


def read(path, header=True):
    lines = path.read_text().splitlines()
    names = lines[0].split(",") if header else [f"x{i}" for i in range(lines[0].count(",") + 1)]
    rows = [line.split(",") for line in (lines[1:] if header else lines)]
    return names, np.array(rows, dtype=object)


def table(folder, name, target, header=True):
    names, rows = read(folder / f"{name}.csv", header)
    column = names.index(target)
    features = np.delete(rows, column, axis=1)
    return features, rows[:, column]


def numbers(features):
    return np.array([[float(v) if v != "" else np.nan for v in row] for row in features])


def standard():
    return StandardScaler()


def housing():
    text = 8  # ocean_proximity
    rest = [i for i in range(9) if i != text]
    return ColumnTransformer([
        ("numbers", make_pipeline(FunctionTransformer(numbers), SimpleImputer(strategy="median"), StandardScaler()), rest),
        ("text", OneHotEncoder(), [text]),
    ], sparse_threshold=0)


# name, target, header, regression, preparation, hidden layers
WORKLOADS = [
    ("iris", "target", True, False, standard, (16,)),
    ("wine", "target", True, False, standard, (16,)),
    ("breast_cancer", "target", True, False, standard, (16,)),
    ("digits", "x64", False, False, standard, (64, 32, 16)),
    ("diabetes", "target", True, True, standard, (100,)),
    ("california-housing", "median_house_value", True, True, housing, (100,)),
]


def main():
    folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    only = sys.argv[sys.argv.index("--only") + 1].split(",") if "--only" in sys.argv else None
    splits = int(sys.argv[sys.argv.index("--splits") + 1]) if "--splits" in sys.argv else 5
    held_out = int(sys.argv[sys.argv.index("--held-out") + 1]) if "--held-out" in sys.argv else None
    warnings.simplefilter("ignore", ConvergenceWarning)
    results = {}
    for name, target, header, regression, preparation, hidden in WORKLOADS:
        if only and name not in only:
            continue
        features, targets = table(folder, name, target, header)
        if preparation is not housing:
            features = numbers(features)
        targets = targets.astype(float) if regression else targets.astype(int)
        scores, epochs, times, tests, cold = [], [], [], [], None
        for seed in range(splits):
            strata = None if regression or held_out is not None else targets
            state = seed if held_out is None else held_out
            train, test = train_test_split(np.arange(len(targets)), test_size=0.25, random_state=state, stratify=strata)
            prepared = preparation().fit(features[train])
            x_train, x_test = prepared.transform(features[train]), prepared.transform(features[test])
            scaler = StandardScaler().fit(targets[train].reshape(-1, 1)) if regression else None
            y_train = scaler.transform(targets[train].reshape(-1, 1)).ravel() if regression else targets[train]
            for attempt in range(2):
                kind = MLPRegressor if regression else MLPClassifier
                model = kind(hidden_layer_sizes=hidden, random_state=seed, max_iter=200 if regression else 1000)
                start = time.process_time()
                model.fit(x_train, y_train)
                seconds = time.process_time() - start
                cold = seconds if cold is None else cold
            y_test = scaler.transform(targets[test].reshape(-1, 1)).ravel() if regression else targets[test]
            scores.append(model.score(x_test, y_test))
            epochs.append(model.n_iter_)
            times.append(seconds)
            tests.append(test.tolist())
        results[name] = {"scores": scores, "epochs": epochs, "steady": float(np.median(times)), "cold": cold, "tests": tests}
        print(f"{name:20} {np.mean(scores):.4f} ± {np.std(scores):.4f}  epochs {np.mean(epochs):.0f}  "
              f"{np.median(times) * 1000:.0f} ms, cold {cold * 1000:.0f} ms", flush=True)
    out.write_text(json.dumps(results) + "\n")


main()
