// The faces of the built-in Chinese font are a large style sheet that few machines need:
// it is loaded where two different characters look the same, because both are drawn as
// the box of a missing one. Firefox writes the number of the character into that box, so
// there it is loaded always, but after the page.
function missesChinese() {
  if (CSS.supports("-moz-appearance", "none")) return true;
  const [width, height] = [24, 24];
  const picture = (letter) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.font = "20px sans-serif";
    pen.fillText(letter, 2, 20);
    return pen.getImageData(0, 0, width, height).data.join();
  };
  return picture("煤") === picture("氢");
}

function load() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = document.querySelector("meta[name=zhibiao-fonts]").content;
  document.head.append(link);
}

if (document.querySelector("meta[name=zhibiao-fonts]")) {
  const look = () => missesChinese() && load();
  if ("requestIdleCallback" in window) requestIdleCallback(look, { timeout: 2000 });
  else setTimeout(look, 200);
}
