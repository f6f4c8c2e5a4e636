/// What of ONNX Runtime's C API this project drives itself, where the Java API has no call:
/// sessions with own operators, bound memory, device providers.
///
/// One thread owns a session; every status is checked; every native resource has one owner that
/// closes it.
@NullMarked
package fapo.genrm.onnx.ort;

import org.jspecify.annotations.NullMarked;
