// The reader's conversations, kept in this browser alone: the newest first, at most MOST of them.
const MOST = 30, PREFIX = 'article-qa:conversation:', CURRENT = 'article-qa:current';
const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const keys = () => Object.keys(localStorage).filter(key => key.startsWith(PREFIX));
const listed = () => keys().map(key => ({key, ...read(key)})).sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
const keep = (key, what) => {
    for (const old of listed().filter(each => each.key !== key).slice(MOST - 1)) localStorage.removeItem(old.key);
    for (;;) {
        try { return localStorage.setItem(key, JSON.stringify(what)); } catch {
            const oldest = listed().filter(each => each.key !== key).pop();
            if (!oldest) return;
            localStorage.removeItem(oldest.key);
        }
    }
};
const list = element.querySelector('ul'), panel = element.querySelector('[popover]');
const node = (tag, name, text, label) => {
    const made = Object.assign(document.createElement(tag), {className: name, textContent: text});
    if (tag === 'button') made.type = 'button';
    if (label) made.setAttribute('aria-label', label);
    return made;
};
const show = () => {
    const current = sessionStorage.getItem(CURRENT);
    const items = listed().map(({key, name}) => {
        const item = node('li', '', ''), open = node('button', 'open', name);
        item.dataset.key = key;
        if (key === PREFIX + current) open.setAttribute('aria-current', 'true');
        item.append(open, node('button', 'rename', 'Rename', `Rename: ${name}`), node('button', 'remove', 'Remove', `Remove: ${name}`));
        return item;
    });
    list.replaceChildren(...(items.length ? items : [node('li', 'none', 'None yet. They stay in this browser alone.')]));
};
const rename = item => {
    const kept = read(item.dataset.key), field = node('input', 'name', '', 'Name of the conversation');
    field.value = kept.name;
    field.maxLength = 120;
    const done = save => {
        field.onblur = null;
        const name = field.value.trim();
        if (save && name) keep(item.dataset.key, {...kept, name});
        show();
        list.querySelector(`[data-key="${item.dataset.key}"] .rename`)?.focus();
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
        button.textContent = 'Remove?';
        return;
    }
    if (button.matches('.remove')) {
        localStorage.removeItem(item.dataset.key);
        if (item.dataset.key === PREFIX + sessionStorage.getItem(CURRENT)) trigger('forget');
        show();
        return panel.focus();
    }
    panel.hidePopover();
    trigger('restore', {kept: read(item.dataset.key)?.conversation});
});
panel.addEventListener('toggle', event => { if (event.newState === 'open') show(); });
document.addEventListener('conversation-kept', event => {
    if (!event.detail) return sessionStorage.removeItem(CURRENT);
    const {id, turns} = JSON.parse(event.detail), key = PREFIX + id, before = read(key);
    sessionStorage.setItem(CURRENT, id);
    if (turns.length) keep(key, {name: before?.name ?? turns[0].question.slice(0, 120), at: Date.now(), conversation: event.detail});
});
