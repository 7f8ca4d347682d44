// Says in which language the page is, and puts Streamlit's own words into it, which its settings do not reach.
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
