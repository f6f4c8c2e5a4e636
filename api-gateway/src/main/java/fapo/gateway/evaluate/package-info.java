/// Decides what `POST /v1/evaluate` reads and answers.
@NullMarked
package fapo.gateway.evaluate;

import org.jspecify.annotations.NullMarked;
