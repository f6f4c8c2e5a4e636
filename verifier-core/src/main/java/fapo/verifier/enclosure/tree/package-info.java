/// Decides what in an expression can be evaluated, and how much is written in it.
@NullMarked
package fapo.verifier.enclosure.tree;

import org.jspecify.annotations.NullMarked;
