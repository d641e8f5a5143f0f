/// Trained models as files of ONNX, which other programs run.
///
/// The graph is made of what the tape records while a model is applied to clips: [org.thgcl.onnx.OnnxExport] runs it
/// once with two clips and once with three, and writes each recorded operation as nodes of ONNX. Nothing here knows a
/// model.
package org.thgcl.onnx;
