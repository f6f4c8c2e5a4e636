/// Decides how an evaluation looks on a page: one file that needs nothing else.
@NullMarked
package fapo.cli.report;

import org.jspecify.annotations.NullMarked;
