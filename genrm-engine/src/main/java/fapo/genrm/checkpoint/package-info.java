/// What a Hugging Face checkpoint directory holds, read and checked without copying a weight.
@NullMarked
package fapo.genrm.checkpoint;

import org.jspecify.annotations.NullMarked;
