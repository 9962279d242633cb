package vn.antin.auth.provisioning.spreadsheet;

/** Another node works on the import now, or this one is stopping. */
final class StepAbandoned extends RuntimeException {
  private static final long serialVersionUID = 1;

  StepAbandoned() {
    super("the import is no longer this node's", null, false, false);
  }
}
