/** Maps of rows and codes in two dimensions. */
package org.ae4j.manifold;
