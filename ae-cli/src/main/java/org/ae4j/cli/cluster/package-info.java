/** What {@code ae cluster} reports. */
@NullMarked
package org.ae4j.cli.cluster;

import org.jspecify.annotations.NullMarked;
