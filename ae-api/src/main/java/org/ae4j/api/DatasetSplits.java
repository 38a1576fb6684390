package org.ae4j.api;

import java.util.Optional;

/**
 * Rows to train on, and rows kept apart for testing where the source defines them.
 *
 * @param test empty where the source has one set only, which the user then splits by seed
 */
public record DatasetSplits(Dataset train, Optional<Dataset> test) {}
