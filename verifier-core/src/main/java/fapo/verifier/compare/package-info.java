/// Decides whether an answer matches a reference, and by which rule.
@NullMarked
package fapo.verifier.compare;

import org.jspecify.annotations.NullMarked;
