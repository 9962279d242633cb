package vn.antin.signing.csc;

import java.util.Map;
import java.util.UUID;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** A running service and what a client of the API sends. */
final class TestCsc implements AutoCloseable {
  final RunningService service;
  final TestSigning steps;

  private TestCsc(RunningService service) {
    this.service = service;
    this.steps = new TestSigning(service);
  }

  static TestCsc start(String... settings) {
    var csc = new TestCsc(RunningService.start(settings));
    csc.service.authServer.replacePeople(TestProvince.items());
    csc.steps.awaitPeople();
    return csc;
  }

  Answer call(String method, String token, Map<String, ?> parameters) {
    return service.postJson("/csc/v2/" + method, token, parameters);
  }

  /** As the official, in the system of the other tests. */
  Answer call(String method, UUID official, Map<String, ?> parameters) {
    return call(method, steps.official(official), parameters);
  }

  static String error(Answer answer) {
    return answer.status()
        + " "
        + answer.json().path("error").asString("")
        + ": "
        + answer.json().path("error_description").asString("");
  }

  @Override
  public void close() {
    service.close();
  }
}
