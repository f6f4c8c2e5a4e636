/// How a step runs on ONNX Runtime: which graph, which memory, which attention.
@NullMarked
package fapo.genrm.onnx;

import org.jspecify.annotations.NullMarked;
