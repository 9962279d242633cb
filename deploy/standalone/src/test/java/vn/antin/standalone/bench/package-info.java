/** What the benchmark's own tools promise: a figure is worth what measured it. */
@NullMarked
package vn.antin.standalone.bench;

import org.jspecify.annotations.NullMarked;
