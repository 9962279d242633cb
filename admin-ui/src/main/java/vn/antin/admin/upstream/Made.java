package vn.antin.admin.upstream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** What a service has just made or begun. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Made(String id) {}
