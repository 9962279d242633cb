/**
 * Who holds which role over which units, and the proposals that wait for a second administrator;
 * see {@link vn.antin.auth.org.power}.
 */
@NullMarked
package vn.antin.auth.api.power;

import org.jspecify.annotations.NullMarked;
