/// What the decoder looks like as an ONNX model whose weights stay in the checkpoint's files.
@NullMarked
package fapo.genrm.onnx.graph;

import org.jspecify.annotations.NullMarked;
