/// Decides whether what is deployed works: the images, the network between them, the database.
@NullMarked
package fapo.e2e;

import org.jspecify.annotations.NullMarked;
