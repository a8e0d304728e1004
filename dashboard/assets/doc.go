// Package assets hands out the style sheets, scripts and fonts that build.mjs
// bundles into dist. Every file name carries a hash of its content, so browsers
// may keep it for ever. Without a build there are no assets: pages still answer,
// unstyled and with tables instead of charts.
package assets
