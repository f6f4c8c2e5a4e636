/// How a token attends to the keys and values that lie in pages: on the CPU, in Java.
@NullMarked
package fapo.genrm.onnx.attention;

import org.jspecify.annotations.NullMarked;
