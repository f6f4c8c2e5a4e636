/// Decides how JSON is read, written and described: strictly, and by the contract's own names.
@NullMarked
package fapo.gateway.json;

import org.jspecify.annotations.NullMarked;
