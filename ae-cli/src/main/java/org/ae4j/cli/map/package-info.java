/** What {@code ae map} draws: pictures of a map, and its page. */
@NullMarked
package org.ae4j.cli.map;

import org.jspecify.annotations.NullMarked;
