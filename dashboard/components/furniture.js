// Says in which language the page is, puts Streamlit's own words into it, which its settings do not reach, and makes
// figures fit on paper.
// data.words: Streamlit's words → the reader's, each with one # where a number or a name of ours may stand.
let observer

const ATTRIBUTES = ["aria-label", "title", "placeholder"]

function translated(words, text) {
  const [, before, head, after] = text.match(/^(\s*)(.*?)((?:: [^]*)?\s*)$/s)
  const number = head.match(/\d+/)?.[0] ?? ""
  const word = words[head.replace(number || "#", "#")] ?? words[head]
  return word === undefined ? text : before + word.replace("#", number) + after
}

function translate(words, node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.parentElement?.closest("[data-testid=stHtml], [data-testid=stPlotlyChart], style, script")) return
    const text = translated(words, node.nodeValue)
    if (text !== node.nodeValue) node.nodeValue = text
    return
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return
  for (const name of ATTRIBUTES) {
    const text = node.getAttribute(name)
    if (text && translated(words, text) !== text) node.setAttribute(name, translated(words, text))
  }
  for (const child of node.childNodes) translate(words, child)
}

// Paper is narrower than the screen, and a figure cannot be drawn anew in time: it is made to shrink as a whole.
function shrinkable(figure) {
  const [width, height] = ["width", "height"].map((side) => figure.querySelector(".main-svg").getAttribute(side))
  figure.style.aspectRatio = `${width} / ${height}`
  figure.style.setProperty("max-width", `${width}px`, "important")
  for (const svg of figure.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
}

function asDrawn(figure) {
  Object.assign(figure.style, { aspectRatio: "", maxWidth: "" })
  for (const svg of figure.querySelectorAll(".main-svg")) svg.removeAttribute("viewBox")
}

const figures = () => document.querySelectorAll(".svg-container:has(.main-svg)")
window.addEventListener("beforeprint", () => figures().forEach(shrinkable))
window.addEventListener("afterprint", () => figures().forEach(asDrawn))

export default function ({ data }) {
  document.documentElement.lang = data.language
  observer?.disconnect()
  observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach((node) => translate(data.words, node))
      else translate(data.words, target)
    }
  })
  const watched = { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES }
  observer.observe(document.body, watched)
  translate(data.words, document.body)
}
