/// Which block of the key-value cache holds what: reference-counted blocks, shared prefixes, and
/// what is given up first. Knows tokens and blocks, no requests.
@NullMarked
package fapo.genrm.engine.cache;

import org.jspecify.annotations.NullMarked;
