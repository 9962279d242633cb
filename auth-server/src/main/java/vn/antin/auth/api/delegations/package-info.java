/**
 * REST about who may sign for whom (Decree 30/2020/NĐ-CP, Article 13), for administrators: records
 * are entered and ended, never rewritten.
 */
@NullMarked
package vn.antin.auth.api.delegations;

import org.jspecify.annotations.NullMarked;
