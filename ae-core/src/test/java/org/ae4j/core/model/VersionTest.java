package org.ae4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void isTheBuildsVersion() {
    assertThat(Version.text()).matches("\\d+\\.\\d+\\.\\d+.*");
  }
}
