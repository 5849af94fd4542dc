// The reader's conversations, kept in this browser only: the newest first, at most MOST of them.
const MOST = 30, PREFIX = 'article-qa:conversation:', CURRENT = 'article-qa:current';
const gone = element.querySelector('.gone');
const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const keys = () => Object.keys(localStorage).filter(key => key.startsWith(PREFIX));
const listed = () => keys().map(key => ({key, ...read(key)})).sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
const drop = (old, phrase) => {
    localStorage.removeItem(old.key);
    gone.textContent = said(phrase, {name: old.name, number: MOST});
    gone.hidden = false;
    setTimeout(() => { gone.hidden = true; }, 20000);
};
const keep = (key, what) => {
    const others = listed().filter(each => each.key !== key);
    while (others.length >= MOST) drop(others.pop(), '“{name}” was removed: {number} conversations are kept.');
    for (;;) {
        try { return localStorage.setItem(key, JSON.stringify(what)); } catch {
            if (!others.length) return;
            drop(others.pop(), '“{name}” was removed: this browser has no more room.');
        }
    }
};
// What this tab last knew of its conversation. Where another tab has gone on with it since, both are kept.
const current = () => PREFIX + sessionStorage.getItem(CURRENT);
let known = read(current())?.conversation;
const place = id => {
    const key = JSON.parse(read(current())?.conversation ?? '{}').id === id ? current() : PREFIX + id;
    const stored = read(key)?.conversation;
    return !stored || stored === known ? key : `${PREFIX}${id}:${Date.now()}`;
};
const list = element.querySelector('ul'), panel = element.querySelector('[popover]');
const node = (tag, name, text, label) => {
    const made = Object.assign(document.createElement(tag), {className: name, textContent: text});
    if (tag === 'button') made.type = 'button';
    if (label) made.setAttribute('aria-label', label);
    return made;
};
const show = () => {
    const items = listed().map(({key, name}) => {
        const item = node('li', '', ''), open = node('button', 'open', name);
        item.dataset.key = key;
        if (key === current()) open.setAttribute('aria-current', 'true');
        item.append(open, node('button', 'rename', said('Rename'), said('Rename: {name}', {name})), node('button', 'remove', said('Remove'), said('Remove: {name}', {name})));
        return item;
    });
    list.replaceChildren(...(items.length ? items : [node('li', 'none', said('None yet. They stay in this browser only.'))]));
};
const rename = item => {
    const key = item.dataset.key, field = node('input', 'name', '', said('Name of the conversation'));
    field.value = read(key)?.name ?? '';
    field.maxLength = 120;
    const done = save => {
        field.onblur = null;
        const name = field.value.trim(), kept = read(key);
        if (save && name && kept) keep(key, {...kept, name});
        show();
        list.querySelector(`[data-key="${key}"] .rename`)?.focus();
    };
    field.onblur = () => done(true);
    field.onkeydown = event => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault(); // Else the button that is focused next would be pressed.
        event.stopPropagation();
        done(event.key === 'Enter');
    };
    item.querySelector('.open').replaceWith(field);
    field.focus();
    field.select();
};
list.addEventListener('click', event => {
    const button = event.target.closest('button'), item = event.target.closest('li');
    if (!button) return;
    if (button.matches('.rename')) return rename(item);
    if (button.matches('.remove') && !button.dataset.sure) {
        button.dataset.sure = 'yes';
        button.textContent = said('Remove?');
        return;
    }
    if (button.matches('.remove')) {
        localStorage.removeItem(item.dataset.key);
        if (item.dataset.key === current()) trigger('forget');
        show();
        return panel.focus();
    }
    panel.hidePopover();
    known = read(item.dataset.key)?.conversation;
    sessionStorage.setItem(CURRENT, item.dataset.key.slice(PREFIX.length));
    trigger('restore', {kept: known});
});
panel.addEventListener('toggle', event => { if (event.newState === 'open') show(); });
addEventListener('storage', () => { if (panel.matches(':popover-open') && !list.querySelector('.name')) show(); });
document.addEventListener('conversation-kept', event => {
    if (!event.detail) { known = undefined; return sessionStorage.removeItem(CURRENT); }
    const {id, turns} = JSON.parse(event.detail);
    if (!turns.length) { known = undefined; return sessionStorage.removeItem(CURRENT); }
    const key = place(id), name = read(key)?.name ?? turns[0].question.slice(0, 120);
    sessionStorage.setItem(CURRENT, key.slice(PREFIX.length));
    keep(key, {name, at: Date.now(), conversation: event.detail});
    known = event.detail;
});
