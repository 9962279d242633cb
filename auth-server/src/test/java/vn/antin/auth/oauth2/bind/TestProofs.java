package vn.antin.auth.oauth2.bind;

import org.springframework.context.ApplicationContext;

/** Reaches what runs by the clock. */
public final class TestProofs {
  private TestProofs() {}

  public static void forgetExpired(ApplicationContext context) {
    context.getBean(ProofMemory.class).forgetExpired();
  }
}
