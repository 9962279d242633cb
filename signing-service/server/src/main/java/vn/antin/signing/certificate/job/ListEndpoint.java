package vn.antin.signing.certificate.job;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.list.CsvList;
import vn.antin.signing.certificate.list.ListedCertificate;
import vn.antin.signing.certificate.list.ZipList;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.LimitedBody;

/**
 * Administrators bring the list of an outside authority, or have it read from the configured
 * directory: look first, then carry it out.
 */
@RestController
final class ListEndpoint {
  /**
   * Where a list can be read from.
   *
   * @param servers of the configured directory; empty when there is none
   */
  record Directory(List<URI> servers) {}

  private final Lists lists;
  private final JobProperties properties;
  private final People people;

  ListEndpoint(Lists lists, JobProperties properties, People people) {
    this.lists = lists;
    this.properties = properties;
    this.people = people;
  }

  @PostMapping(path = "/certificate-lists", params = "!source", consumes = "text/csv")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Row.Made bring(
      Caller.Person caller,
      @RequestParam(defaultValue = "false") boolean preview,
      HttpServletRequest request) {
    return ordered(caller, preview, request, CsvList::read);
  }

  /** The certificates are files beside the table. */
  @PostMapping(path = "/certificate-lists", params = "!source", consumes = "application/zip")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Row.Made bringFiles(
      Caller.Person caller,
      @RequestParam(defaultValue = "false") boolean preview,
      HttpServletRequest request) {
    var most = properties.listSize().toBytes();
    return ordered(
        caller, preview, request, (file, rows, lines) -> ZipList.read(file, rows, most, lines));
  }

  @GetMapping("/certificate-lists/directory")
  Directory directory(Caller.Person caller) {
    caller.requireAdministrator();
    return new Directory(lists.servers());
  }

  /** Whoever sends a list along would not see it read. */
  @PostMapping(path = "/certificate-lists", params = "source=directory")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Row.Made read(
      Caller.Person caller,
      @RequestParam(defaultValue = "false") boolean preview,
      HttpServletRequest request) {
    if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
      throw Problem.INVALID_REQUEST.because("a list from the directory has no body");
    }
    people.requireFresh();
    return lists.directory(caller, preview);
  }

  /** How a file is read. */
  private interface Format {
    void read(byte[] file, int rows, Consumer<ListedCertificate> lines);
  }

  private Row.Made ordered(
      Caller.Person caller, boolean preview, HttpServletRequest request, Format format) {
    people.requireFresh();
    return lists.sent(
        caller,
        preview,
        () -> {
          var file = received(request);
          return (rows, lines) -> format.read(file, rows, lines);
        });
  }

  @PostMapping("/certificate-jobs/{id}/carry-out")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Row.Made carryOut(Caller.Person caller, @PathVariable UUID id) {
    people.requireFresh();
    return lists.carryOut(caller, id);
  }

  private byte[] received(HttpServletRequest request) {
    try {
      return LimitedBody.read(request, properties.listSize().toBytes());
    } catch (IOException e) {
      throw Problem.INVALID_REQUEST.because("the list broke off", e);
    }
  }
}
