/** Rules that hold for the source of every room; each test says why its rule is there. */
@NullMarked
package vn.antin.house;

import org.jspecify.annotations.NullMarked;
