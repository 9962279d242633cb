/**
 * REST about imports and exports of officials: a file is sent, its difference read, accepted whole
 * or in part, and taken back within a day.
 */
@NullMarked
package vn.antin.auth.api.provisioning;

import org.jspecify.annotations.NullMarked;
