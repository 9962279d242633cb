package vn.antin.auth.login;

import vn.antin.auth.login.factor.Factor;

/**
 * A factor to go on with.
 *
 * @param address of its page
 * @param kind for the key of its text
 */
public record Way(String address, String kind) {
  static Way of(Factor factor, String flow) {
    return new Way(factor.page() + "?flow=" + flow, factor.kind().path());
  }
}
