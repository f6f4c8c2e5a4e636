/// The record of one process that ends with it: what a platform without a database remembers.
@NullMarked
package fapo.reward.audit.memory;

import org.jspecify.annotations.NullMarked;
