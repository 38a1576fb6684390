/** What {@code ae bench} measures; how it is printed is not here. */
@NullMarked
package org.ae4j.cli.bench;

import org.jspecify.annotations.NullMarked;
