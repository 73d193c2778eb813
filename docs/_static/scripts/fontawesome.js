// Takes the place of the theme's file of this name, 1.5 MB that turn icons into SVG. Without it
// the icons come from the theme's style sheet and fonts, which are loaded anyway, and look alike.
