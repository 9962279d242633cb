/** Runs the whole house on one machine. */
@NullMarked
package vn.antin.standalone;

import org.jspecify.annotations.NullMarked;
