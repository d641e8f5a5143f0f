/// Pages: HTML, SVG, charts, formulas. Nothing here knows the method.
package org.thgcl.page;
