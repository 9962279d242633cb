/** Tests of the launcher and of the script before it. */
@NullMarked
package vn.antin.standalone;

import org.jspecify.annotations.NullMarked;
