#!/usr/bin/env bash
# Puts the library of ONNX Runtime into a folder, from the npm package that carries it (70 MB). Tests and benchmarks that compare with it
# look where NNGEN_ONNXRUNTIME points, and are skipped without: tests/onnxruntime.sh FOLDER && export NNGEN_ONNXRUNTIME=FOLDER
set -euo pipefail
version=1.20.1
mkdir -p "$1"
folder=$(cd "$1" && pwd)
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) place=linux/x64 file=libonnxruntime.so.1 name=$file ;;
  Linux-*) place=linux/arm64 file=libonnxruntime.so.1 name=$file ;;
  Darwin-arm64) place=darwin/arm64 file=libonnxruntime.$version.dylib name=libonnxruntime.dylib ;;
  Darwin-*) place=darwin/x64 file=libonnxruntime.$version.dylib name=libonnxruntime.dylib ;;
  *) place=win32/x64 file=onnxruntime.dll name=$file ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent --fetch-retries=1 --fetch-timeout=60000 "onnxruntime-node@$version" > /dev/null
tar xzf "onnxruntime-node-$version.tgz" "package/bin/napi-v3/$place/$file"
mv "package/bin/napi-v3/$place/$file" "$folder/$name"
