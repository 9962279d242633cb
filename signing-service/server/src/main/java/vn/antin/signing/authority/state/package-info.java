/**
 * What administrators see of the authorities, their lists and their responders; what stands under
 * one serial number, and how it is taken back when no credential stands for it.
 */
@NullMarked
package vn.antin.signing.authority.state;

import org.jspecify.annotations.NullMarked;
