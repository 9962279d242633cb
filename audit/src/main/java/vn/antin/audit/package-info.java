/** Tamper-evident log: append, seal, prove, verify offline. */
@NullMarked
package vn.antin.audit;

import org.jspecify.annotations.NullMarked;
