/** Signs exactly what was approved, exactly once. */
@NullMarked
package vn.antin.signing;

import org.jspecify.annotations.NullMarked;
