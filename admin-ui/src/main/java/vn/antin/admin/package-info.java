/** Web front: home, signing desk, public check page, administration. */
@NullMarked
package vn.antin.admin;

import org.jspecify.annotations.NullMarked;
