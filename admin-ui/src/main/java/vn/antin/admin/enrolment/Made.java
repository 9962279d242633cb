package vn.antin.admin.enrolment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** What signing-service has just made. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Made(String id) {}
